import type { IDataObject } from 'n8n-workflow';
import type { Delivery, SinkSimulator, SlackSimulator } from '../simulators';
import { errorOf, itemsOf, untilExecutions } from '../support/executions';
import { failTwice, problemsOfForwarding } from '../support/forwarding';
import type { Lane } from '../support/lanes';
import type { N8n } from '../support/n8n';
import { until } from '../support/poll';
import type { Credential } from '../support/rest.types';
import { forwardTo, NODES, postToSlack, triggerWorkflow } from '../support/workflows';
import type { Report } from './report';

/** One cell of the final table. */
export interface Cell {
	text: string;
	ok: boolean;
}

/** Signs what is forwarded. */
export const SIGNING_SECRET = 'the-signing-secret-of-the-demo';

/** Walks one lane through the demo, step by step; the demo does each step for all lanes. */
export class LaneRun {
	/** What the final table says. */
	readonly cells: Record<string, Cell> = {};
	/** True after an error: the steps to come would only fail too. */
	gaveUp = false;
	private workflowId = '';
	private first: Delivery | undefined;

	constructor(
		readonly lane: Lane,
		private readonly n8n: N8n,
		private readonly sink: SinkSimulator,
		private readonly slack: SlackSimulator,
		private readonly report: Report,
	) {}

	/** Creates credential and workflow, activates it, and looks for the hook at the vendor. */
	async register(signingSecret: Credential): Promise<void> {
		const { lane, n8n } = this;
		const { type, data } = lane.credential;
		const credential = await n8n.rest.createCredential(type, data);
		const { status, message } = await n8n.rest.testCredential(credential, data);
		this.check(status === 'OK', 'credential tested', message);

		const built = triggerWorkflow(
			`Demo: ${lane.title}`,
			{ ...lane.trigger, credentials: [credential] },
			forwardTo(this.sink.url + this.sinkPath, signingSecret),
			postToSlack(await this.slackWebhook()),
		);
		this.workflowId = (await n8n.rest.createWorkflow(built.workflow)).id;
		await n8n.rest.activate(this.workflowId);
		const address = n8n.publicUrl + built.productionPath;
		await lane.setUp?.(address);
		const [hook, ...others] = lane.hooks();
		const ok = others.length === 0 && hook?.startsWith(address) === true;
		this.cell('registered', ok, ok ? '1 hook' : `${lane.hooks().length} hooks`);
		this.check(ok, `workflow active, hook at the vendor: ${hook && withoutToken(hook)}`);
	}

	/** Delivers a documented payload, and lets the sink fail twice when it is forwarded. */
	async deliver(): Promise<void> {
		failTwice(this.sink, this.sinkPath);
		this.first = await this.lane.deliver();
		const { status, body } = this.first.attempts.at(-1) ?? {};
		const ok = status === 200 && body === '{"received":true}';
		this.cell('received', ok, ok ? '1 of 1' : '0 of 1');
		this.check(ok, `${this.lane.expected.eventType} delivered, answered ${status} ${body}`);
	}

	/** Delivers what a forger would, and the first delivery's very bytes again. */
	async attack(): Promise<void> {
		const forged = await this.lane.deliver({ ...this.lane.forgery(), maxAttempts: 1 });
		const refused = forged.attempts[0];
		const isRefused = refused?.status === 401;
		this.check(isRefused, `forgery refused: ${refused?.status} ${refused?.body}`);

		const body = this.first?.request.body;
		const replayed = (await this.lane.deliver({ body, maxAttempts: 1 })).attempts[0];
		const isDropped = replayed?.body === '{"received":true,"duplicate":true}';
		this.check(isDropped, `replay dropped: ${replayed?.status} ${replayed?.body}`);
		const count = Number(isRefused) + Number(isDropped);
		this.cell('rejected', count === 2, `${count} of 2`);
	}

	/** Waits for the execution, of which there must be one only, and looks at what reached the sink. */
	async forwarded(): Promise<void> {
		const [execution] = await untilExecutions(this.n8n.rest, this.workflowId, 1);
		if (!execution) return;
		const [item] = itemsOf(execution, NODES.trigger);
		const { eventType, verified } = (item?.delivery ?? {}) as IDataObject;
		const { expected } = this.lane;
		const ok = eventType === expected.eventType && verified === expected.verified;
		this.check(ok, `one execution, event type ${eventType}, verified by ${verified}`);

		const success = execution.status === 'success';
		if (!this.check(success, 'execution succeeded', errorOf(execution))) return;
		const attempts = this.sink.requests.filter(({ path }) => path === this.sinkPath);
		const problems = problemsOfForwarding(attempts, item, SIGNING_SECRET);
		const statuses = attempts.map(({ status }) => status).join(', ');
		const text = `forwarded and signed, the sink answered ${statuses}`;
		this.check(problems.length === 0, text, problems.join('; '));
		this.cell('delivered', problems.length === 0, `attempt ${attempts.length}`);
	}

	/** Looks at what reached the lane's channel; Slack's own limits were checked when it did. */
	async notified(): Promise<void> {
		const posts = this.slack.messages.filter(({ channel }) => channel === this.channel);
		const [post, ...others] = posts;
		const problems = [...(post?.warnings ?? []), ...(post?.mentions ?? [])];
		if (!post) problems.push('nothing was posted');
		if (others.length > 0) problems.push(`posted ${posts.length} times`);
		const ok = problems.length === 0;
		this.cell('in Slack', ok, ok ? '1 message' : `${posts.length} messages`);
		const text = String(post?.message.text ?? '');
		this.check(ok, `posted to ${this.channel}: ${text}`, problems.join('; '));
	}

	/** Deactivates, and looks whether anything is left at the vendor. */
	async unregister(): Promise<void> {
		const { lane, n8n } = this;
		const hooksBefore = lane.hooks();
		await n8n.rest.deactivate(this.workflowId);
		lane.tearDown?.();
		if (lane.keepsHook) {
			const { attempts } = await lane.deliver({ maxAttempts: 1 });
			const ok = attempts[0]?.status === 404;
			this.cell('left', ok, 'none answers');
			this.check(
				ok,
				`deactivated: the vendor has no delete, and n8n answers ${attempts[0]?.status}`,
			);
			return;
		}
		await until(() => lane.hooks().length === 0, {
			what: 'the hook to be gone',
			deadlineMs: 5_000,
		}).catch(() => undefined);
		const left = lane.hooks().length;
		this.cell('left', left === 0, left === 0 ? 'none' : String(left));
		this.check(left === 0, `deactivated: of ${hooksBefore.length} hook, ${left || 'none'} is left`);
	}

	giveUp(error: Error): void {
		this.gaveUp = true;
		this.report.fail(`${this.lane.title}: ${error.message}`);
	}

	private async slackWebhook(): Promise<Credential> {
		const webhookUrl = this.slack.addHook(this.channel);
		return await this.n8n.rest.createCredential('slackWebhookApi', { webhookUrl });
	}

	private get channel(): string {
		return `#${this.lane.slug}`;
	}

	private get sinkPath(): string {
		return `/${this.lane.slug}`;
	}

	private check(ok: boolean, text: string, problem?: string): boolean {
		return this.report.check(ok, `${this.lane.title}: ${text}`, problem);
	}

	private cell(column: string, ok: boolean, text: string): void {
		this.cells[column] = { ok, text };
	}
}

/** A token in a URL is a secret, even in a demo. */
function withoutToken(url: string): string {
	return url.replace(/token=[^&]+/, 'token=***');
}
