import type { INode } from 'n8n-workflow';
import { startSlack, type SlackOptions, type SlackSimulator } from '../simulators';
import { publicAddress } from '../simulators/shared/publicAddress';
import { untilExecutions } from '../support/executions';
import { loadExample, nodeNamed, setUp, type Settings } from '../support/examples';
import { type HttpsFront, startHttpsFront } from '../support/httpsFront';
import { until } from '../support/poll';
import type { RestClient } from '../support/rest';
import type { Credential, Execution, NewWorkflow } from '../support/rest.types';
import { sharedWithTests } from './shared';

/** A simulator, as far as this file knows one. */
interface Closable {
	readonly url: string;
	close(): Promise<void>;
}

/** What a test opened, to be closed after it. */
export class Stage {
	private readonly closers: Array<() => Promise<void>> = [];

	/** @param load gives an example as it is in a version; default now */
	constructor(
		readonly rest: RestClient,
		private readonly load = loadExample,
	) {}

	/** Where n8n believes to be reached. Only the simulators get there by it. */
	get publicUrl(): string {
		return publicAddress(new URL(this.rest.url).port);
	}

	/** Keeps a simulator until the test ends. */
	keep<T extends Closable>(simulator: T): T {
		this.closers.push(async () => await simulator.close());
		return simulator;
	}

	/** Keeps a simulator, and gives it an HTTPS address. */
	async overHttps(simulator: Closable): Promise<HttpsFront> {
		const front = await startHttpsFront(simulator.url, sharedWithTests().certificate);
		this.closers.push(async () => await front.close());
		return front;
	}

	async credential(type: string, data: Record<string, unknown>): Promise<Credential> {
		return await this.rest.createCredential(type, data);
	}

	/** A Slack with one webhook, and the credential for it. */
	async slackChannel(
		options: SlackOptions = {},
	): Promise<{ slack: SlackSimulator; credential: Credential }> {
		const slack = this.keep(await startSlack(options));
		const webhookUrl = (await this.overHttps(slack)).of(slack.addHook());
		return { slack, credential: await this.credential('slackWebhookApi', { webhookUrl }) };
	}

	/** What was posted, as JSON, once there is so much of it. It may notify nobody, nor be longer than Slack advises. */
	async posted(slack: SlackSimulator, count: number): Promise<string[]> {
		await until(() => slack.messages.length >= count, { what: `${count} messages in Slack` });
		expect(slack.messages).toHaveLength(count);
		return slack.messages.map(({ message, warnings, mentions }) => {
			expect({ warnings, mentions }).toEqual({ warnings: [], mentions: [] });
			return JSON.stringify(message);
		});
	}

	/** Loads an example, makes the settings that its sticky notes name, and activates it. */
	async open(name: string, settings: Settings): Promise<OpenExample> {
		const workflow = withoutSchedule(setUp(this.load(name), settings));
		const { id } = await this.rest.createWorkflow(workflow);
		await this.rest.activate(id);
		this.closers.push(async () => await this.rest.deactivate(id));
		return new OpenExample(id, workflow, this.rest);
	}

	/** Deactivates and closes everything, the last first. */
	async close(): Promise<void> {
		while (this.closers.length > 0) await this.closers.pop()?.();
	}
}

/** A schedule that comes round while a test runs would add an execution: tests begin those themselves. */
function withoutSchedule(workflow: NewWorkflow): NewWorkflow {
	for (const { type, parameters } of workflow.nodes) {
		if (type !== 'n8n-nodes-base.scheduleTrigger') continue;
		parameters.rule = { interval: [{ field: 'cronExpression', expression: '0 0 29 2 *' }] };
	}
	return workflow;
}

/** An example that is active in n8n. */
export class OpenExample {
	constructor(
		readonly id: string,
		private readonly workflow: NewWorkflow,
		private readonly rest: RestClient,
	) {}

	node(name: string): INode {
		return nodeNamed(this.workflow, name);
	}

	/** The Production URL of one of this package's triggers. */
	productionUrl(trigger: string): string {
		return `${this.rest.url}/webhook/${this.node(trigger).webhookId}/webhook`;
	}

	/** The Production URL of one of n8n's own Webhook nodes. */
	webhookUrl(name: string): string {
		return `${this.rest.url}/webhook/${String(this.node(name).parameters.path)}`;
	}

	/** Its executions, oldest first, once there are so many and all have succeeded. */
	async ran(count: number, deadlineMs?: number): Promise<Execution[]> {
		const executions = await untilExecutions(this.rest, this.id, count, deadlineMs);
		for (const { status, data } of executions) {
			if (status !== 'success') throw new Error(data.resultData.error?.message ?? status);
		}
		return executions;
	}
}
