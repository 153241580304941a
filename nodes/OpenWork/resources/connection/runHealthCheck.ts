import type { Operation } from '../../../shared/action/operation';
import { appField, connectionPath } from './fields';

export const runHealthCheck: Operation = {
	name: 'Run Health Check',
	value: 'runHealthCheck',
	action: 'Run health check of app connection',
	description: 'Have OpenWork check an app connection now, and retrieve the result',
	fields: [appField],

	async execute(run) {
		const path = `${connectionPath(run)}/health-check`;
		return await run.call({ method: 'POST', path, purpose: 'run the health check' });
	},
};
