import { UserError } from 'n8n-workflow';
import type { IExecuteFunctions } from 'n8n-workflow';

/** The bytes to sign and send, and what they are. */
export interface Payload {
	readonly body: Buffer;
	/** Of the bytes, unless the user names another. */
	readonly contentType: string;
}

const JSON_TYPE = 'application/json';

/**
 * Serialises the payload of an item, once: what is signed is what is sent.
 *
 * @throws UserError when JSON was entered that is none
 * @throws NodeOperationError when the item has no such file
 */
export async function readPayload(context: IExecuteFunctions, itemIndex: number): Promise<Payload> {
	const payload = context.getNodeParameter('payload', itemIndex, 'item');
	switch (payload) {
		case 'item':
			return { body: itemBody(context, itemIndex), contentType: JSON_TYPE };
		case 'json':
			return {
				body: jsonBody(context.getNodeParameter('jsonBody', itemIndex)),
				contentType: JSON_TYPE,
			};
		case 'text':
			return {
				body: Buffer.from(String(context.getNodeParameter('textBody', itemIndex))),
				contentType: 'text/plain; charset=utf-8',
			};
		case 'binary':
			return await file(context, itemIndex);
		default:
			throw new UserError('Payload: choose one of the listed values');
	}
}

function itemBody(context: IExecuteFunctions, itemIndex: number): Buffer {
	return Buffer.from(JSON.stringify(context.getInputData()[itemIndex]?.json ?? {}));
}

/** Text that is JSON goes out character for character; anything else becomes JSON. */
function jsonBody(value: unknown): Buffer {
	// Of an expression that gives nothing at all, there is no JSON.
	const json = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
	if (isJson(json)) return Buffer.from(json);
	throw new UserError('The JSON to send is not valid', {
		description:
			'Correct the field JSON. To send text as it is, set Payload to Text. To build JSON by expression, make the whole field one expression that gives an object.',
	});
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

async function file(context: IExecuteFunctions, itemIndex: number): Promise<Payload> {
	const property = String(context.getNodeParameter('binaryPropertyName', itemIndex));
	const { mimeType } = context.helpers.assertBinaryData(itemIndex, property);
	return {
		body: await context.helpers.getBinaryDataBuffer(itemIndex, property),
		contentType: mimeType,
	};
}
