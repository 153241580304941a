import type { INodePropertyOptions } from 'n8n-workflow';

/** The values of the field reference's enums, each with its name in the editor. Messages may spell them otherwise. */
type Vocabulary = Readonly<Record<string, string>>;

export const CONTENT_TYPES = {
	AUDIO: 'Audio',
	DOCUMENT: 'Document',
	IMAGE: 'Image',
	TEXT: 'Text',
	VIDEO: 'Video',
} as const satisfies Vocabulary;

export const MESSAGE_TYPES = {
	BOT: 'Bot',
	SYSTEM: 'System',
	USER_INPUT: 'User Input',
} as const satisfies Vocabulary;

export const CHANNELS = {
	API: 'API',
	SMS: 'SMS',
	WHATSAPP: 'WhatsApp',
} as const satisfies Vocabulary;

export const STATUSES = {
	FAILED: 'Failed',
	PROCESSED: 'Processed',
	RECEIVED: 'Received',
} as const satisfies Vocabulary;

const MEDIA_TYPE = /^(audio|image|video)\//;

/**
 * The content type of the field reference that a content type belongs to: itself in whatever case, or that of a media
 * type, such as `application/pdf`, which is a document.
 */
export function contentTypeOf(contentType: string): string {
	const value = contentType.toLowerCase();
	const [, media] = MEDIA_TYPE.exec(value) ?? [];
	if (media !== undefined) return media.toUpperCase();
	if (/^text\/plain\b/.test(value)) return 'TEXT';
	return value.includes('/') ? 'DOCUMENT' : value.toUpperCase();
}

/** The values as options of a field. */
export function optionsOf(vocabulary: Vocabulary): INodePropertyOptions[] {
	return Object.entries(vocabulary).map(([value, name]) => ({ name, value }));
}
