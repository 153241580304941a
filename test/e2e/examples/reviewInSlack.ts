import { freshAutoresponderPayload } from '../../fixtures';
import {
	type AutoresponderSimulator,
	type SlackSimulator,
	startAutoresponder,
} from '../../simulators';
import { untilExecutions } from '../../support/executions';
import { until } from '../../support/poll';
import type { OpenExample, Stage } from '../stage';

const SECRET = 'a secret of the examples, long enough';
const TRIGGER = 'Support Autoresponder Trigger';
const ANSWER = 'Turn it off & on <again>';

/** The example with an Autoresponder and a channel of its own. */
interface Review {
	readonly autoresponder: AutoresponderSimulator;
	readonly slack: SlackSimulator;
	readonly example: OpenExample;
}

/** Answers that need a review → Slack → approved, rejected, decided elsewhere, refused by the server, or nobody cared. */
export async function reviewInSlack(stage: Stage): Promise<void> {
	const hasty = await open(stage, '0.001');
	const late = await ask(stage, hasty, 1);
	// n8n looks for what has waited long enough once a minute; the rest runs meanwhile, at the same address.
	await stage.rest.deactivate(hasty.example.id);
	await people(stage, await open(stage, '48'));

	await hasty.example.ran(1, 100_000);
	expect(late.response.status).toBe('pending_review');
	expect(hasty.autoresponder.review.mails).toEqual([]);
	expect((await stage.posted(hasty.slack, 2))[1]).toContain('Nobody decided in time');
	expect(await (await fetch(late.approve)).text()).not.toContain('id="n8n-form"');
}

async function people(stage: Stage, review: Review): Promise<void> {
	const { autoresponder, slack, example } = review;
	const { review: reviewed } = autoresponder;

	// A preview of the link is shown, and approves nothing.
	const first = await ask(stage, review, 1);
	const form = await preview(first.approve);
	expect(form).toContain('Turn it off &amp; on &lt;again&gt;');
	expect(await preview(first.reject)).toBe(form);
	expect(first.response.status).toBe('pending_review');
	expect(await submit(first.approve, 'Approve', '', 'Jane <!channel>')).toBe(200);
	await example.ran(1);
	expect(first.response.status).toBe('sent');
	expect(reviewed.mails).toEqual([ANSWER]);
	const approved = (await stage.posted(slack, 2))[1];
	expect(approved).toContain('TKT-2024-001: Ticket subject');
	expect(approved).toContain('approved and sent to the customer by Jane &lt;!channel&gt;');

	// The second click, also with the other choice.
	expect(await preview(first.approve)).toContain('Your response has been recorded');
	await submit(first.reject, 'Reject', 'Too late');
	await submit(first.approve, 'Approve');
	expect(first.response.status).toBe('sent');
	expect(reviewed.mails).toEqual([ANSWER]);

	const second = await ask(stage, review, 3);
	await submit(second.reject, 'Reject', 'The price is out of date');
	await example.ran(2);
	expect(second.response.status).toBe('rejected');
	expect((await stage.posted(slack, 4))[3]).toContain('rejected: The price is out of date');

	// Somebody sent it in the Autoresponder before: it is not sent again.
	const third = await ask(stage, review, 5);
	third.response.status = 'sent';
	await submit(third.approve, 'Approve');
	await example.ran(3);
	expect((await stage.posted(slack, 6))[5]).toContain('State of the answer: sent');

	// It is gone.
	const fourth = await ask(stage, review, 7);
	reviewed.responses.pop();
	await submit(fourth.approve, 'Approve');
	await untilExecutions(stage.rest, example.id, 4);
	expect((await stage.posted(slack, 8))[7]).toContain('It did not work');
	expect(reviewed.mails).toEqual([ANSWER]);
}

async function open(stage: Stage, hours: string): Promise<Review> {
	const autoresponder = stage.keep(await startAutoresponder({ secret: SECRET }));
	const { slack, credential } = await stage.slackChannel();
	const account = await stage.credential('supportAutoresponderApi', {
		baseUrl: autoresponder.url,
		apiKey: autoresponder.apiKey,
		webhookSecret: SECRET,
	});
	const example = await stage.open('review-in-slack', {
		[`${TRIGGER}, Credential`]: account,
		'Look at the Answer, Credential': account,
		'Look Again, Credential': account,
		'Approve and Send, Credential': account,
		'Reject, Credential': account,
		'Ask in Slack, Credential': credential,
		'Tell the Outcome, Credential': credential,
		'Wait for a Decision, Amount': hours,
	});
	autoresponder.webhook = {
		url: example.productionUrl(TRIGGER),
		events: ['ai.response.requires_review'],
	};
	return { autoresponder, slack, example };
}

/** The AI is not sure: the links that the channel got, once n8n waits behind them. */
async function ask(stage: Stage, { autoresponder, slack, example }: Review, messages: number) {
	const response = autoresponder.addAiResponse({ response_text: ANSWER });
	const payload = freshAutoresponderPayload('ai.response.requires_review');
	const data = { ...payload.data, ai_response: { id: response.id } };
	expect((await autoresponder.emit({ ...payload, data }))?.delivered).toBe(true);

	const message = (await stage.posted(slack, messages)).at(-1) ?? '';
	expect(message).toContain('"color":"#ff9900"');
	expect(message).toContain('*Answer:* Turn it off &amp; on &lt;again&gt;');
	expect(message).toContain('*Confidence:* 0.5');
	await until(
		async () =>
			(await stage.rest.executions(example.id)).some(({ status }) => status === 'waiting'),
		{ what: 'n8n to wait for a decision' },
	);
	// n8n names itself by an address that only it can be reached by from the outside.
	const link = (label: string) => {
		const [, url = ''] = new RegExp(`<([^|<>]+)\\|${label}>`).exec(message) ?? [];
		const { pathname, search } = new URL(url.replaceAll('&amp;', '&'));
		return `${stage.rest.url}${pathname}${search}`;
	};
	return { response, approve: link('Approve…'), reject: link('Reject…') };
}

async function preview(url: string): Promise<string> {
	const response = await fetch(url);
	expect(response.status).toBe(200);
	return await response.text();
}

/** Submits the form as its page does; the status of the answer. */
async function submit(url: string, decision: string, reason = '', name = ''): Promise<number> {
	const body = new FormData();
	for (const [index, value] of [decision, reason, name].entries()) {
		body.append(`field-${index}`, value);
	}
	return (await fetch(url, { method: 'POST', body })).status;
}
