import { Recent } from '../../../nodes/shared/lib/recent';

/** Remembers what was made, in the order in which it was. */
function watched(period: number) {
	const made: string[] = [];
	const recent = new Recent((key: string) => {
		made.push(key);
		return { key };
	}, period);
	return { recent, made };
}

describe('Recent', () => {
	it('makes what is asked for again and again only once', () => {
		const { recent, made } = watched(3);
		const first = recent.get('a');
		for (let question = 0; question < 20; question++) expect(recent.get('a')).toBe(first);
		expect(made).toEqual(['a']);
	});

	it('keeps what was asked for among the last questions', () => {
		const { recent, made } = watched(3);
		for (const key of ['a', 'b', 'c', 'd', 'a']) recent.get(key);
		expect(made).toEqual(['a', 'b', 'c', 'd']);
	});

	it('forgets what was not asked for in two periods', () => {
		const { recent, made } = watched(3);
		for (const key of ['a', 'b', 'b', 'b', 'b', 'b', 'b', 'a']) recent.get(key);
		expect(made).toEqual(['a', 'b', 'a']);
	});

	it('never keeps more than two periods of keys', () => {
		const { recent } = watched(10);
		const kept = Array.from({ length: 1000 }, (_, key) => new WeakRef(recent.get(String(key))));
		const again = kept.filter((ref, key) => ref.deref() === recent.get(String(key)));
		expect(again.length).toBeLessThanOrEqual(20);
	});
});
