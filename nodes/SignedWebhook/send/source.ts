import { type IDataObject, type IExecuteFunctions, type INode, UserError } from 'n8n-workflow';

import { credentialReader } from '../../shared/action/credential';

/** The bytes to sign and send, and what they are. */
export interface Payload {
	readonly body: Buffer;
	/** Of the bytes, unless the user names another. */
	readonly contentType: string;
}

/** An item, with what n8n knows for it: all that reading a delivery needs. */
export interface ItemSource {
	readonly json: IDataObject;
	/** The value of a field, which is asked for once; `fallback` where the node has none. */
	field(name: string, fallback?: unknown): unknown;
	/**
	 * One of the item's files.
	 *
	 * @throws NodeOperationError when it has no such file
	 */
	file(property: string): Promise<Payload>;
	/**
	 * The secrets of the credential: the current one, then the one before, if there is one.
	 *
	 * @throws NodeOperationError without a credential, UserError when its secret is empty
	 */
	secrets(): Promise<Secrets>;
	/**
	 * The header that the credential has for the receiver beside the secret.
	 *
	 * @throws NodeOperationError without a credential
	 */
	credentialHeader(): Promise<{ readonly name: string; readonly value: string } | undefined>;
}

type Secrets = [current: string, ...previous: string[]];

/** The credential that holds the secret to sign with. */
const SIGNING_CREDENTIAL = 'webhookSigningSecretApi';

/** The items of an execution. */
export function itemSources(context: IExecuteFunctions): (itemIndex: number) => ItemSource {
	const items = context.getInputData();
	const credential = credentialReader(context, SIGNING_CREDENTIAL);
	return (itemIndex) => ({
		json: items[itemIndex]?.json ?? {},
		field: once((name, fallback) => context.getNodeParameter(name, itemIndex, fallback)),
		async file(property) {
			const { mimeType } = context.helpers.assertBinaryData(itemIndex, property);
			const body = await context.helpers.getBinaryDataBuffer(itemIndex, property);
			return { body, contentType: mimeType };
		},
		secrets: async () => secretsOf(await credential(itemIndex)),
		credentialHeader: async () => headerOf(await credential(itemIndex)),
	});
}

function once(read: ItemSource['field']): ItemSource['field'] {
	const values = new Map<string, unknown>();
	return (name, fallback) => {
		if (!values.has(name)) values.set(name, read(name, fallback));
		return values.get(name);
	};
}

function secretsOf(credential: IDataObject): Secrets {
	const current = String(credential.secret ?? '');
	const previous = String(credential.previousSecret ?? '');
	if (current !== '') return previous === '' ? [current] : [current, previous];
	throw new UserError('The Webhook Signing Secret has no secret', {
		description: 'Open the credential and enter the secret that the receiver knows.',
	});
}

function headerOf({ sendHeader, sendToken }: IDataObject) {
	const value = String(sendToken ?? '').trim();
	return value === '' ? undefined : { name: String(sendHeader ?? '').trim(), value };
}

/**
 * The node as its errors know it. An error carries its node into execution data and error workflows, so without the
 * parameters: the URL or a header among them can hold a secret.
 */
export function nodeForErrors(context: IExecuteFunctions): INode {
	return { ...context.getNode(), parameters: {} };
}
