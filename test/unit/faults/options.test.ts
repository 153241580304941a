import { readOptions } from '../../faults/options';

const SUITES = ['kills', 'stall', 'registration'];

const read = (args: string) => readOptions(args.split(' ').filter(Boolean), SUITES);

describe('options of the fault runs', () => {
	it('tries everything by both ways to publish unless told otherwise', () => {
		const { suites, quick, seed, rounds, parts, vendors, publication, limitMs } = read('');
		expect([suites, quick, seed]).toEqual([SUITES, false, 1]);
		expect(rounds).toBe(20);
		expect(parts).toEqual(['traffic', 'fire', 'restarts']);
		expect(vendors.map(({ slug }) => slug)).toEqual(['openwork', 'missive', 'conversation']);
		expect(publication).toEqual(['on', 'off']);
		expect(limitMs).toBe(300 * 60_000);
	});

	it('takes several of what can be chosen', () => {
		const { suites, rounds, parts, vendors, publication } = read(
			'registration --only fire --only traffic --vendor missive --publication off --rounds 3',
		);
		expect(suites).toEqual(['registration']);
		expect([rounds, parts, publication]).toEqual([3, ['fire', 'traffic'], ['off']]);
		expect(vendors.map(({ title }) => title)).toEqual(['Missive']);
	});

	it('has a short form, and parts in their own order', () => {
		const { suites, quick, seed, rounds } = read('stall kills --quick --seed 7');
		expect(suites).toEqual(['kills', 'stall']);
		expect([quick, seed, rounds]).toEqual([true, 7, 2]);
	});

	it.each([
		['signatures', 'Unknown: signatures'],
		['registration --only water', '--only has to be one of traffic, fire, restarts'],
		['registration --rounds 0', '--rounds has to be a whole number'],
		['registration --speed 9', "Unknown option '--speed'"],
	])('refuses %j', (args, message) => {
		expect(() => read(args)).toThrow(message);
	});
});
