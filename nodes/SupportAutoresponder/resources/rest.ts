import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../shared/action/itemRun';
import { isObject } from '../../shared/lib/json';
import type { ApiCall } from '../../shared/vendorApi/vendorApi';

/**
 * Calls the API for an answer that holds an object under `name`.
 *
 * @returns the whole answer
 * @throws NodeApiError that says what to do, also when the answer holds no such object
 */
export async function callForAnswer<Name extends string>(
	run: ItemRun,
	call: ApiCall,
	name: Name,
): Promise<IDataObject & Record<Name, IDataObject>> {
	const answer = await run.call(call);
	if (isObject(answer[name])) return answer as IDataObject & Record<Name, IDataObject>;
	throw run.unexpected(call, name);
}
