import { readOptions } from '../../faults/options';

describe('options of the fault runs', () => {
	it('tries everything by both ways to publish unless told otherwise', () => {
		const { rounds, parts, vendors, publication, limitMs } = readOptions(['registration']);
		expect(rounds).toBe(20);
		expect(parts).toEqual(['traffic', 'fire', 'restarts']);
		expect(vendors.map(({ slug }) => slug)).toEqual(['openwork', 'missive', 'conversation']);
		expect(publication).toEqual(['on', 'off']);
		expect(limitMs).toBe(120 * 60_000);
	});

	it('takes several of what can be chosen', () => {
		const args = '--only fire --only traffic --vendor missive --publication off --rounds 3';
		const { rounds, parts, vendors, publication } = readOptions([
			'registration',
			...args.split(' '),
		]);
		expect([rounds, parts, publication]).toEqual([3, ['fire', 'traffic'], ['off']]);
		expect(vendors.map(({ title }) => title)).toEqual(['Missive']);
	});

	it.each([
		[[], 'Unknown: nothing given'],
		[['signatures'], 'Unknown: signatures'],
		[['registration', '--only', 'water'], '--only has to be one of traffic, fire, restarts'],
		[['registration', '--rounds', '0'], '--rounds has to be a whole number'],
		[['registration', '--speed', '9'], "Unknown option '--speed'"],
	])('refuses %j', (args, message) => {
		expect(() => readOptions(args)).toThrow(message);
	});
});
