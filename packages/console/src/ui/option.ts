export interface Option {
  id: string;
  name: string;
  /** One tone lighter, right of the name. */
  aside?: string;
}
