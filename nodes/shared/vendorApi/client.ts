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
	 * Creates something, and gives the id or says what came instead.
	 *
	 * @param idIn takes the id out of the answer. Default: its `id`.
	 */
	async create(call: ApiCall, idIn?: (answer: IDataObject) => unknown): Promise<Creation> {
		return await createAtVendor(
			this.context,
			this.api,
			this.guarded(call),
			this.dependencies,
			idIn,
		);
	}

	/** Deletes something; false when the vendor knows no such thing. Throws what `deleteAtVendor` throws. */
	async remove(call: ApiCall): Promise<boolean> {
		return await deleteAtVendor(this.context, this.api, this.guarded(call), this.dependencies);
	}

	private guarded(call: ApiCall): ApiCall {
		return { ...call, confidential: [...(call.confidential ?? []), ...this.confidential] };
	}
}
