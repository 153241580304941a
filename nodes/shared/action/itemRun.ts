import { type IDataObject, type IExecuteFunctions, UserError } from 'n8n-workflow';

import { scrubAnswer } from '../lib/scrub';
import { requiredText } from '../lib/text';
import { callApi, type CallDependencies, callForList } from '../vendorApi/call';
import { unexpectedAnswerError } from '../vendorApi/errors';
import { type ApiCall, factsOf, type VendorApi } from '../vendorApi/vendorApi';
import type { ReadCredential } from './credential';

/** An operation at work on one item: the item's fields and the vendor's API. */
export class ItemRun {
	private readonly values = new Map<string, unknown>();

	constructor(
		readonly context: IExecuteFunctions,
		readonly api: VendorApi,
		readonly itemIndex: number,
		private readonly dependencies: CallDependencies,
		private readonly readCredential: ReadCredential,
	) {}

	/** The credential of the API, as it is for this item. */
	async credential(): Promise<IDataObject> {
		return await this.readCredential(this.itemIndex);
	}

	/**
	 * Calls the API and returns the JSON that it answered; an empty answer is an empty object. What the call names as
	 * confidential does not come back.
	 *
	 * @throws NodeApiError that says what to do
	 */
	async call(call: ApiCall): Promise<IDataObject> {
		const answer = await callApi(this.context, this.api, call, this.dependencies);
		return scrubAnswer(answer, call.confidential);
	}

	/**
	 * Calls the API for a list: the answer itself, or what stands in it under `key`.
	 *
	 * @throws NodeApiError that says what to do, also when the answer holds no list
	 */
	async list(call: ApiCall, key: string): Promise<IDataObject[]> {
		return await callForList(this.context, this.api, call, key, this.dependencies);
	}

	/** The error for an answer that lacks what the vendor documents. */
	unexpected(call: ApiCall, missing: string): Error {
		return unexpectedAnswerError(factsOf(this.context, this.api, call), missing);
	}

	/** A field's value, which is asked for once; `fallback` when the field is not there. Of a picker, what was picked. */
	value(name: string, fallback?: unknown): unknown {
		if (!this.values.has(name)) this.values.set(name, this.read(name, fallback));
		return this.values.get(name);
	}

	private read(name: string, fallback: unknown): unknown {
		const { context, itemIndex } = this;
		const value: unknown = context.getNodeParameter(name, itemIndex, fallback);
		const picked = typeof value === 'object' && value !== null && '__rl' in value;
		return picked
			? context.getNodeParameter(name, itemIndex, fallback, { extractValue: true })
			: value;
	}

	/** A field's text without spaces around it; empty when the field is not there or holds nothing. */
	text(name: string): string {
		return String(this.value(name, '') ?? '').trim();
	}

	/**
	 * The text of a field that may not be empty.
	 *
	 * @param label the field's name in the panel
	 * @throws UserError when it is empty, or no text
	 */
	required(name: string, label: string): string {
		return requiredText(label, this.value(name, ''));
	}

	/**
	 * The text of a field that may not be empty, as one segment of a path.
	 *
	 * @throws UserError when it is empty, or would lead to another path
	 */
	segment(name: string, label: string): string {
		return pathSegment(label, this.required(name, label));
	}

	/** The fields that the user added to a collection; those that were left empty are not in it. */
	added(collection: string): IDataObject {
		const given = this.value(collection, {}) as IDataObject;
		return Object.fromEntries(
			Object.entries(given).filter(([, value]) => value !== '' && value !== undefined),
		);
	}
}

/**
 * A text as one segment of a path.
 *
 * @param label the name in the panel of the field that the text is from
 * @throws UserError when it would lead to another path
 */
export function pathSegment(label: string, text: string): string {
	if (text !== '.' && text !== '..') return encodeURIComponent(text);
	throw new UserError(`${label} is not valid: ${text}`);
}
