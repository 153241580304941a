import type { INodePropertyOptions } from 'n8n-workflow';

/** The values of the field reference's enums, each with its name in the editor. */
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

/** The values as options of a field. */
export function optionsOf(vocabulary: Vocabulary): INodePropertyOptions[] {
	return Object.entries(vocabulary).map(([value, name]) => ({ name, value }));
}
