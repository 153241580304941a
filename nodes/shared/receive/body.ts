/**
 * What a body may be:
 * - `json`: any JSON media type, `text/json`, and JSON that is sent as `text/plain`;
 * - `form`: `application/x-www-form-urlencoded`;
 * - `multipart`: `multipart/form-data`, whose files are left out;
 * - `xml` and `text`: text that is kept as it is;
 * - `empty`: none, where the headers are the event.
 */
export type BodyKind = 'json' | 'form' | 'multipart' | 'xml' | 'text' | 'empty';
