import { startPair as conversation } from '../conversation/setup';
import { startPair as missive } from '../missive/setup';
import { startPair as openWork } from '../openWork/setup';

const OPTIONS = { eventWhileCreating: true };

/** Vendors that send an event while they create the hook, before they answer, with the trigger that makes the hook. */
const VENDORS = [
	['OpenWork', async () => await openWork({ eventTypes: ['*'] }, OPTIONS)],
	['Missive', async () => await missive({ eventTypes: ['new_comment'] }, OPTIONS)],
	['Conversation API', async () => await conversation({}, OPTIONS)],
] as const;

describe.each(VENDORS)('an event that %s sends while it creates the hook', (_vendor, start) => {
	it.each(['activate', 'manual'] as const)('is verified and taken (%s)', async (activation) => {
		const { vendor, host, close } = await start();
		await host.activate(activation);
		const answers = vendor.whileCreating.flatMap(({ attempts }) => attempts);
		expect(answers).toEqual([expect.objectContaining({ status: 200, body: '{"received":true}' })]);
		expect(host.executions).toHaveLength(1);
		await close();
	});
});
