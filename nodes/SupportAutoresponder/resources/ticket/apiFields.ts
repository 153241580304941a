import type { IDataObject } from 'n8n-workflow';

import type { ItemRun } from '../../../shared/action/itemRun';
import { snakeCase } from '../../../shared/action/snakeCase';

/** The fields that the user added to a collection, by the names of the API: `customerEmail` is `customer_email`. */
export function apiFields(run: ItemRun, collection: string): IDataObject {
	return Object.fromEntries(
		Object.entries(run.added(collection)).map(([name, value]) => [snakeCase(name), value]),
	);
}
