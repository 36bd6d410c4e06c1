export interface SavedFiltersTables {
  saved_node_filters: {
    user_id: string;
    id: string;
    name: string;
    query: string;
    created_at: Date;
    updated_at: Date;
  };
}
