import { freshOpenWorkEvent } from '../../fixtures';
import { type OpenWorkEvent, startOpenWork } from '../../simulators';
import { itemsOf } from '../../support/executions';
import type { Stage } from '../stage';

const SCHEDULE = 'Every 10 Minutes';

/** Old enough to be fetched: what happened just now may still be on its way. */
const TEN_MINUTES_MS = 10 * 60 * 1000;

/** A health warning that says which it is. */
function warning(warningMessage: string): OpenWorkEvent {
	const event = freshOpenWorkEvent('app:health_warning', Date.now() - TEN_MINUTES_MS);
	return { ...event, payload: { ...event.payload, warningMessage } };
}

/** What the trigger took, what it missed, and what comes both ways at once: each runs once. */
export async function openworkCatchUp(stage: Stage): Promise<void> {
	const openWork = stage.keep(await startOpenWork({ dialect: 'as found' }));
	const { slack, credential } = await stage.slackChannel();
	const account = await stage.credential('openWorkApi', {
		baseUrl: openWork.url,
		token: openWork.token,
	});
	const example = await stage.open('openwork-catch-up', {
		'OpenWork Trigger, Credential': account,
		'Fetch What Happened, Credential': account,
		'Repair Webhooks, Credential': account,
		'Tell in Slack, Credential': credential,
	});
	const catchUp = async () => await stage.rest.executeWorkflow(example.id, SCHEDULE);
	const posted = () => slack.messages.map(({ message }) => message.text);

	// Makes the table; there is nothing to fetch.
	await catchUp();
	await example.ran(1);
	await openWork.emit(warning('Taken'));
	await example.ran(2);
	expect(posted()).toEqual(['Warning: Taken']);

	await stage.rest.deactivate(example.id);
	const [first, second] = [warning('Missed first'), warning('Missed second')];
	expect(await openWork.emit(first)).toEqual([]);
	expect(await openWork.emit(second)).toEqual([]);
	await openWork.emit({ ...warning('Just now'), timestamp: new Date().toISOString() });
	await openWork.emit(freshOpenWorkEvent('message:sent', Date.now() - TEN_MINUTES_MS));
	await stage.rest.activate(example.id);
	for (const hook of openWork.hooks.values()) hook.enabled = false;

	// Twice at the same time, and once more.
	await Promise.all([catchUp(), catchUp()]);
	await example.ran(4);
	await catchUp();
	await example.ran(5);
	expect(posted().sort()).toEqual([
		'Warning: Missed first',
		'Warning: Missed second',
		'Warning: Taken',
	]);

	// OpenWork repeats late what was caught up, and others come both ways at the same time.
	const [hook] = openWork.hooks.values();
	expect(hook?.enabled).toBe(true);
	await openWork.deliver(String(hook?.id), first);
	const both = ['Both ways 1', 'Both ways 2', 'Both ways 3'].map(warning);
	await Promise.all([
		...both.map(async (event) => await openWork.emit(event)),
		catchUp(),
		catchUp(),
	]);
	const executions = await example.ran(11, 60_000);

	const messages = await stage.posted(slack, 6);
	for (const { payload } of [first, second, ...both]) {
		const { warningMessage } = payload as { warningMessage: string };
		expect(messages.filter((message) => message.includes(warningMessage))).toHaveLength(1);
	}
	const done = executions.flatMap((execution) => itemsOf(execution, 'Done'));
	expect(done).toHaveLength(6);
	for (const row of done) expect(row).toMatchObject({ type: 'app:health_warning', done: true });
}
