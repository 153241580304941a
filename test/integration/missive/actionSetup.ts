import { LoadOptionsContext } from 'n8n-core';
import type {
	IDataObject,
	INodeExecutionData,
	INodeParameters,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';

import { MissiveApi } from '../../../credentials/MissiveApi.credentials';
import { Missive } from '../../../nodes/Missive/Missive.node';
import { missiveActions } from '../../../nodes/Missive/resources';
import {
	ManualClock,
	type MissiveOptions,
	type MissiveSimulator,
	startMissive,
} from '../../simulators';
import { CredentialsHelper, type FilledCredential } from '../../support/credentialsHelper';
import { type ActionSetup, runActionNode } from '../../support/runAction';
import { nodeOf, pickedCredentials, workflowOf } from '../../support/workflow';

/** Of the account that the simulator starts with. */
export const ORG = '93e5e5d5-11a2-4c9b-80b8-94f3c08068cf';
export const TEAM = '2f618f9e-d3d4-4a01-b7d5-57124ab366b8';
export const FRODO = '6b52b6b9-9b51-46ad-a4e3-82ef3c45512c';
export const LABEL = '146ff5c4-d5la-3b63-b994-76711fn790lq';
export const CONVERSATION = '47a57b76-df42-4d8k-927x-80dbe5d87191';
export const BOOK = '551b8675-11e9-49c3-aac0-01fb8510d862';

/** A picker in which this was picked. */
export const picked = (value: string, mode = 'list') => ({ __rl: true, mode, value });

/** What a test changes about the run. */
export type RunOptions = Partial<Omit<ActionSetup, 'table' | 'nodeType' | 'parameters'>>;

/** A Missive, and a Missive node that belongs to it. */
export class MissiveDesk {
	private constructor(readonly vendor: MissiveSimulator) {}

	static async open(options: MissiveOptions = {}): Promise<MissiveDesk> {
		const clock = new ManualClock(Date.UTC(2026, 0, 1));
		return new MissiveDesk(await startMissive({ clock, ...options }));
	}

	async close(): Promise<void> {
		await this.vendor.close();
	}

	/** What the simulator answers with. */
	get api(): MissiveSimulator['api'] {
		return this.vendor.api;
	}

	/** The path and query of each request so far. */
	get urls(): string[] {
		return this.vendor.requests.map(({ url }) => url.replace('/v1', ''));
	}

	/** The JSON body of the latest request. */
	get sent(): unknown {
		return JSON.parse(String(this.vendor.requests.at(-1)?.body));
	}

	setup(parameters: INodeParameters, options: RunOptions = {}): ActionSetup {
		return {
			...options,
			table: missiveActions,
			nodeType: new Missive(),
			parameters,
			credentials: [this.credential],
		};
	}

	/** Runs an operation, and gives the items. */
	async items(
		[resource, operation]: readonly [string, string],
		parameters: INodeParameters = {},
		options: RunOptions = {},
	): Promise<INodeExecutionData[]> {
		return await runActionNode(this.setup({ resource, operation, ...parameters }, options));
	}

	/** Runs an operation, and gives the JSON of the items. */
	async run(
		choice: readonly [string, string],
		parameters: INodeParameters = {},
		options: RunOptions = {},
	): Promise<IDataObject[]> {
		return (await this.items(choice, parameters, options)).map(({ json }) => json);
	}

	/** The context of a picker in the panel, where the node has these parameters. */
	panel(parameters: INodeParameters = {}): LoadOptionsContext {
		const node = nodeOf(new Missive(), {
			parameters,
			credentials: pickedCredentials([this.credential]),
		});
		const additionalData = {
			credentialsHelper: new CredentialsHelper([this.credential]),
			currentNodeParameters: parameters,
		} as unknown as IWorkflowExecuteAdditionalData;
		return new LoadOptionsContext(workflowOf([node], [new Missive()]), node, additionalData, '');
	}

	private get credential(): FilledCredential {
		const { baseUrl, token } = this.vendor;
		return { type: new MissiveApi(), data: { baseUrl, token } };
	}
}
