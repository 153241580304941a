import { Ambush, type Misbehaviour, misbehaviours } from '../../faults/misbehaviours';
import { type SinkSimulator, startSink } from '../../simulators';
import { call } from '../simulators/call';
import { closeAll, opened } from '../simulators/open';

const kinds = misbehaviours('http://127.0.0.1:1/elsewhere');

afterEach(closeAll);

function kind(name: string): Misbehaviour {
	const found = kinds.find((misbehaviour) => misbehaviour.name === name);
	if (!found) throw new Error(`There is no ${name}`);
	return found;
}

async function ambushed(
	name: string,
	from: number,
): Promise<{ ambush: Ambush; sink: SinkSimulator }> {
	const sink = await opened(startSink());
	const ambush = new Ambush(kind(name), from);
	for (const fault of ambush.faults()) sink.failNext(fault);
	return { ambush, sink };
}

async function statuses(sink: SinkSimulator, bodies: string[]): Promise<number[]> {
	const answers: number[] = [];
	for (const body of bodies) answers.push((await call('POST', sink.url, { body })).status);
	return answers;
}

describe('misbehaviours of a vendor', () => {
	it('have names of their own', () => {
		expect(new Set(kinds.map(({ name }) => name)).size).toBe(kinds.length);
		expect(kinds.length).toBeGreaterThanOrEqual(19);
	});

	it('hit one call, or it and all that follow', async () => {
		const once = await ambushed('500 once', 2);
		expect(await statuses(once.sink, ['a', 'b', 'c'])).toEqual([200, 500, 200]);
		expect(once.ambush.hit.map(({ body }) => body.toString())).toEqual(['"b"']);

		const lasting = await ambushed('503 lasting', 2);
		expect(await statuses(lasting.sink, ['a', 'b', 'c'])).toEqual([200, 503, 503]);
		expect(lasting.ambush.hit).toHaveLength(2);
	});

	it('hit each call once, whatever token its URL carries', async () => {
		const { sink } = await ambushed('429, Retry-After 10', 1);
		const bodies = ['url?token=1', 'url?token=2', 'other?token=1', 'other?token=3'];
		expect(await statuses(sink, bodies)).toEqual([429, 200, 429, 200]);
	});

	it('know when the vendor did what it was asked for', async () => {
		const deletion = await ambushed('404', 1);
		expect((await call('DELETE', deletion.sink.url)).status).toBe(404);
		const [request] = deletion.ambush.hit;
		expect(request && kind('404').acts(request)).toBe(true);

		const creation = await ambushed('404', 1);
		expect((await call('POST', creation.sink.url)).status).toBe(404);
		const [refused] = creation.ambush.hit;
		expect(refused && kind('404').acts(refused)).toBe(false);
	});
});
