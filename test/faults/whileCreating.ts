import type { INode } from 'n8n-workflow';
import type { Dialect } from '../simulators';
import type { RestClient } from '../support/rest';
import { checkGone, checkRegistered, publishWith } from './registered';
import { Counts } from './result';
import { Subject } from './subject';
import type { Vendor } from './vendors';

/**
 * The vendor sends an event to each new hook before it answers the request that creates it. Publishes, changes and
 * unpublishes so many times, and counts such events as `inside` and those that were not taken as `inside refused`.
 */
export async function tryWhileCreating(
	rest: RestClient,
	vendor: Vendor,
	dialect: Dialect,
	rounds: number,
): Promise<{ counts: Counts; misses: string[] }> {
	const counts = new Counts();
	const misses: string[] = [];
	const subject = await Subject.create(rest, vendor, { dialect, eventWhileCreating: true });
	const [first, second] = vendor.settings;
	for (let round = 0; round < rounds; round++) {
		const trigger = subject.trigger('Trigger', first);
		const changed = { ...trigger, parameters: second.parameters as INode['parameters'] };
		await publishWith(subject, [trigger], counts, misses);
		await checkRegistered(subject, trigger, first, counts, misses);
		await publishWith(subject, [changed], counts, misses);
		await checkRegistered(subject, changed, second, counts, misses);
		await subject.unpublish();
		await checkGone(subject, trigger, counts, misses);
		counts.add('rounds');
	}
	for (const { attempts } of subject.open.simulator.whileCreating) {
		const { status, body } = attempts[0] ?? {};
		counts.add('inside');
		if (status === 200 && body === '{"received":true}') continue;
		counts.add('inside refused');
		misses.push(`an event inside the vendor's own request was answered ${status} ${body}`);
	}
	await subject.close();
	return { counts, misses };
}
