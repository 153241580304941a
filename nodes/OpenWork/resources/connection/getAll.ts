import { listFields, readLimit } from '../../../shared/action/fields';
import type { Operation } from '../../../shared/action/operation';
import { listConnections } from '../../api';
import { CONNECTION_ANSWER } from './fields';

export const getConnections: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many app connections',
	description: 'Retrieve the status and health of many app connections',
	fields: listFields,
	answer: CONNECTION_ANSWER,

	async execute(run) {
		const limit = readLimit(run.context, run.itemIndex);
		// There is one for each kind of app, and no pages are documented.
		return (await run.list(listConnections, 'connections')).slice(0, limit);
	},
};
