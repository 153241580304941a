import type { Operation } from '../../../shared/action/operation';
import { appField, CONNECTION_ANSWER, connectionPath } from './fields';

export const getConnection: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get app connection',
	description: 'Retrieve the status and health of an app connection',
	fields: [appField],
	answer: CONNECTION_ANSWER,

	async execute(run) {
		const path = connectionPath(run);
		return await run.call({ method: 'GET', path, purpose: 'get the app connection' });
	},
};
