/** What a notice is about; a person chooses per topic whether it also comes by mail. */
export const noticeTopics = ['money', 'deployments', 'maintenance', 'provider', 'operator', 'account'] as const;
export type NoticeTopic = (typeof noticeTopics)[number];

export const severities = ['info', 'warn', 'urgent'] as const;
export type Severity = (typeof severities)[number];

/** Something that a person is told, in the console and, if wanted, by mail. */
export interface Notice {
  topic: NoticeTopic;
  severity: Severity;
  /** Names the occasion: the same one is told to a person once, however often it is reported. */
  dedupeKey: string;
  /** Also the subject of the mail: what happened, in one line. */
  title: string;
  /** What it means and what to do; paragraphs are parted by an empty line. */
  body: string;
  /** A path of the console, such as `/balance`. */
  link?: string;
  /** Words of the link in the mail, such as "Top up". */
  linkLabel?: string;
  /** Follows another notice that was mailed: it stands in the console and is not mailed too. */
  consoleOnly?: boolean;
}

export interface MailChoice {
  /** The person's choice for the topic; undefined when none was made. */
  chosen: boolean | undefined;
  /** The switch for all mails on the profile. */
  mailAllowed: boolean;
}

/** Whether a notice also goes by mail. What is urgent always does: it is about losing money or machines. */
export const goesByMail = (
  { severity, consoleOnly = false }: Pick<Notice, 'severity' | 'consoleOnly'>,
  { chosen, mailAllowed }: MailChoice,
): boolean => severity === 'urgent' || (!consoleOnly && mailAllowed && (chosen ?? true));
