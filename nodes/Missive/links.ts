/** What of Missive has a link of its own that names it: the word in the link before the id. */
export type Linked = 'conversations' | 'contacts' | 'messages' | 'tasks';

/**
 * The pattern of a link to such an entry, with its id as the one group. Links are of the website or of the app, as
 * `web_url` and `app_url` of a conversation show them, and name a mailbox first:
 * `https://mail.missiveapp.com/#inbox/conversations/<id>`, `missive://mail.missiveapp.com/#inbox/conversations/<id>`.
 */
export function linkPattern(kind: Linked): string {
	return `(?:https://mail\\.missiveapp\\.com/|missive://).*[/#]${kind}/([\\w-]+).*`;
}

/** The id in a text that is a link to such an entry; any other text is taken for the id itself. */
export function idIn(kind: Linked, text: string): string {
	return new RegExp(`^${linkPattern(kind)}$`).exec(text)?.[1] ?? text;
}
