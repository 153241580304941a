import type { IDataObject } from 'n8n-workflow';

import {
	callApi,
	type CallDependencies,
	callForList,
	createAtVendor,
	type Creation,
	deleteAtVendor,
	findAtVendor,
} from './call';
import type { ApiCall, ApiContext, VendorApi } from './vendorApi';

interface CreateOptions {
	readonly purpose?: string;
	readonly idIn?: (answer: IDataObject) => unknown;
}

/** A vendor's API at hand: what is the same in each call of a context is said once. */
export class VendorClient {
	/** @param confidential what may stand in any call and may not appear in an error */
	constructor(
		private readonly context: ApiContext,
		private readonly api: VendorApi,
		private readonly confidential: readonly string[],
		private readonly dependencies?: CallDependencies,
	) {}

	/** The JSON that was answered; an empty answer is an empty object. Throws what `callApi` throws. */
	async json(call: ApiCall): Promise<IDataObject> {
		return await callApi(this.context, this.api, this.guarded(call), this.dependencies);
	}

	/** The list that was answered, or that stands in the answer under `key`. Throws what `callForList` throws. */
	async list(call: ApiCall, key: string): Promise<IDataObject[]> {
		return await callForList(this.context, this.api, this.guarded(call), key, this.dependencies);
	}

	/** The JSON that was answered; undefined when the vendor knows no such thing. Throws what `findAtVendor` throws. */
	async find(call: ApiCall): Promise<IDataObject | undefined> {
		return await findAtVendor(this.context, this.api, this.guarded(call), this.dependencies);
	}

	/**
	 * Creates something with a POST to `path`, and gives the id or says what came instead.
	 *
	 * @param options what is created, for messages, where that is no webhook; where the id stands, where that is not `id`
	 */
	async create(
		path: string,
		body: IDataObject,
		{ purpose = 'create the webhook', idIn }: CreateOptions = {},
	): Promise<Creation> {
		const call = this.guarded({ method: 'POST', path, body, purpose });
		return await createAtVendor(this.context, this.api, call, this.dependencies, idIn);
	}

	/** Deletes the webhook with this id under `path`; false when the vendor knows none. Throws what `deleteAtVendor` throws. */
	async remove(path: string, id: string): Promise<boolean> {
		const call = this.guarded({
			method: 'DELETE',
			path: `${path}/${encodeURIComponent(id)}`,
			purpose: 'delete the webhook',
		});
		return await deleteAtVendor(this.context, this.api, call, this.dependencies);
	}

	private guarded(call: ApiCall): ApiCall {
		return { ...call, confidential: [...(call.confidential ?? []), ...this.confidential] };
	}
}
