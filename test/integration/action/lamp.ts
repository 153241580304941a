import {
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	NodeConnectionTypes,
} from 'n8n-workflow';

import { OpenWorkApi } from '../../../credentials/OpenWorkApi.credentials';
import { limitField, listFields, readLimit } from '../../../nodes/shared/action/fields';
import { actionFields, type ActionTable } from '../../../nodes/shared/action/operation';
import { runAction } from '../../../nodes/shared/action/run';
import { offsetPaging, readPages } from '../../../nodes/shared/vendorApi/pages';
import type { SinkSimulator } from '../../simulators';
import type { ActionSetup } from '../../support/runAction';

export const TOKEN = 'token-of-the-lamps';

/** The actions of a vendor that the tests make up, whose API is a sink. It takes two calls at once. */
export const lampActions: ActionTable = {
	api: {
		name: 'Lamps',
		credentialType: 'openWorkApi',
		callsAtOnce: { limit: 2, tokenField: 'token' },
	},
	resources: [
		{
			name: 'Lamp',
			value: 'lamp',
			operations: [
				{
					name: 'Dim',
					value: 'dim',
					action: 'Dim a lamp',
					description: 'Dim a lamp',
					fields: [
						{ displayName: 'Lamp', name: 'lampId', type: 'string', default: '' },
						{ displayName: 'Key', name: 'key', type: 'string', default: 'the-key-of-the-lamp' },
						{
							displayName: 'Fields',
							name: 'fields',
							type: 'collection',
							default: {},
							options: [
								{ displayName: 'Level', name: 'level', type: 'number', default: 0 },
								{ displayName: 'Mood', name: 'mood', type: 'string', default: '' },
							],
						},
					],
					async execute(run) {
						return await run.call({
							method: 'POST',
							path: `/lamps/${run.segment('lampId', 'Lamp')}/dim`,
							body: run.added('fields'),
							confidential: [run.text('key')],
							purpose: 'dim the lamp',
						});
					},
				},
				{
					name: 'Get Many',
					value: 'getAll',
					action: 'Get many lamps',
					description: 'Get many lamps',
					fields: listFields,
					answer: { simple: ['id', 'name'], others: ['level', 'wiredTo'], simplifies: true },
					async execute(run) {
						const limit = readLimit(run.context, run.itemIndex);
						const call = { method: 'GET', path: '/lamps', purpose: 'list the lamps' } as const;
						return await readPages(
							offsetPaging(2),
							limit,
							async (query) => await run.list({ ...call, query }, 'lamps'),
						);
					},
				},
				{
					name: 'Explode',
					value: 'explode',
					action: 'Explode a lamp',
					description: 'Fail in a way that nobody foresaw',
					fields: [limitField()],
					async execute() {
						throw 'Bang';
					},
				},
			],
		},
	],
};

/** A node with those actions. */
export class Lamps implements INodeType {
	description = {
		displayName: 'Lamps',
		name: 'lamps',
		group: ['transform' as const],
		version: 1,
		description: 'Lamps',
		defaults: { name: 'Lamps' },
		usableAsTool: true as const,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'openWorkApi', required: true }],
		properties: actionFields(lampActions.resources),
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runAction(this, lampActions);
	}
}

/** The node with these parameters, whose API is the sink. */
export function lampSetup(
	sink: SinkSimulator,
	parameters: ActionSetup['parameters'],
	more: Partial<ActionSetup> = {},
): ActionSetup {
	return {
		table: lampActions,
		nodeType: new Lamps(),
		parameters: { resource: 'lamp', ...parameters },
		credentials: [{ type: new OpenWorkApi(), data: { baseUrl: sink.url, token: TOKEN } }],
		...more,
	};
}
