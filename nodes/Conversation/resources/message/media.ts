import type { IBinaryData } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

const MB = 1024 * 1024;

/** A kind of file that a message can hold ("Supported Content Types" of the messages page). */
interface MediaKind {
	readonly name: string;
	/** The media types of the kind. */
	readonly is: RegExp;
	/** The content type of the message; that of the file, where there is none. */
	readonly contentType?: string;
	/** Ends the names of files of the kind, whose media type says something else. */
	readonly extension?: string;
	/** In bytes. */
	readonly limit: number;
}

const KINDS: readonly MediaKind[] = [
	{ name: 'an audio file', is: /^audio\//, limit: 10 * MB },
	{ name: 'an image', is: /^image\//, limit: 5 * MB },
	{ name: 'a PDF', is: /^application\/pdf$/, extension: 'pdf', limit: 10 * MB },
	{
		name: 'an Excel file',
		is: /^application\/(xlsx|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet)$/,
		contentType: 'application/xlsx',
		extension: 'xlsx',
		limit: 10 * MB,
	},
	{
		name: 'a CSV file',
		is: /^text\/csv$/,
		contentType: 'text/csv',
		extension: 'csv',
		limit: 5 * MB,
	},
];

/** A file as a message announces it. */
export interface Media {
	readonly fileName: string;
	readonly contentType: string;
	readonly bytes: Buffer;
}

/**
 * The file as the vendor takes it.
 *
 * @throws UserError when it is of no kind that the vendor takes, empty, or too large
 */
export function asMedia({ mimeType, fileName }: IBinaryData, bytes: Buffer): Media {
	const [type = ''] = mimeType.toLowerCase().split(';');
	const name = fileName?.trim() ?? '';
	const [, extension = ''] = /\.(\w+)$/.exec(name.toLowerCase()) ?? [];
	const kind =
		KINDS.find(({ is }) => is.test(type.trim())) ??
		KINDS.find((one) => one.extension !== undefined && one.extension === extension);
	if (!kind) {
		throw new UserError(`The Conversation API takes no file of the type ${mimeType}`, {
			description: 'It takes audio files, images, PDF, Excel (xlsx) and CSV.',
		});
	}
	if (bytes.length === 0) throw new UserError('The file is empty');
	if (bytes.length > kind.limit) {
		throw new UserError(`The file is too large: ${inMb(bytes.length)} MB`, {
			description: `The Conversation API takes ${kind.name} of at most ${inMb(kind.limit)} MB.`,
		});
	}
	const contentType =
		kind.contentType ?? (kind.extension === 'pdf' ? 'application/pdf' : type.trim());
	const [, subtype = ''] = contentType.split('/');
	return { fileName: name === '' ? `file.${kind.extension ?? subtype}` : name, contentType, bytes };
}

/** Rounded up, so that what is too large does not look as if it were not. */
function inMb(bytes: number): number {
	return Math.ceil((bytes / MB) * 10) / 10;
}
