import { CONDITIONS } from '../../bench/conditions';
import { section, withSection } from '../../bench/page';
import { isReached, ratios, type Row, seen, wanted } from '../../bench/result';

const row = (figures: number[], goal?: Row['goal']): Row => ({
	what: 'a ÷ b',
	unit: '×',
	figures,
	...(goal && { goal }),
});

describe('a figure and its goal', () => {
	it.each([
		['at the goal', [1.1], { atMost: 1.1 }, true, true],
		['above it, by less than a third', [1.4], { atMost: 1.1 }, false, true],
		['above it, by more', [1.5], { atMost: 1.1 }, false, false],
		['below the least, by less than a third', [2.5], { atLeast: 3.2 }, false, true],
		['below the least, by more', [2.3], { atLeast: 3.2 }, false, false],
		['no copy may do it', [1], { atMost: 0 }, false, false],
		['no figure', [], { atMost: 1 }, false, false],
		['no goal', [99], undefined, true, true],
	])('%s', (_what, figures, goal, reached, nearly) => {
		expect(isReached(row(figures, goal))).toBe(reached);
		expect(isReached(row(figures, goal), true)).toBe(nearly);
	});

	it('is the median, which single rounds do not move', () => {
		expect(isReached(row([9, 1, 1], { atMost: 1 }))).toBe(true);
		expect(seen(row([9, 1, 1.256]))).toBe('1.26 × (1 to 9)');
		expect(seen(row([123.4]))).toBe('123 ×');
		expect(wanted(row([], { atMost: 0.95 }))).toBe('≤ 0.95 ×');
		expect(wanted(row([], { atLeast: 3 }))).toBe('≥ 3 ×');
		expect(ratios([2, 9], [4, 3])).toEqual([0.5, 3]);
	});
});

describe('the page', () => {
	const text = (name: string, figure: number) =>
		section(name, [row([figure], { atMost: 1 })], 'somewhere');

	it('shows each figure with its goal, the command and the machine', () => {
		const shown = text('verify', 0.5);
		expect(shown).toContain('## Verifying a signature');
		expect(shown).toContain('| a ÷ b | ≤ 1 × | 0.50 × | reached |');
		expect(shown).toContain('`npm run bench -- verify`, somewhere.');
		expect(text('verify', 2)).toContain('| missed |');
	});

	it('says why a goal is out of reach', () => {
		const goal = { atMost: 1, outOfReach: 'Both are the hash.' };
		const shown = section('verify', [row([1.01], goal), row([1.02], goal)], 'somewhere');
		expect(shown).toContain('| out of reach |');
		expect(shown.match(/Both are the hash\./g)).toHaveLength(1);
	});

	it('takes new figures for one part, and keeps those of the others, in the order of the parts', () => {
		let page = withSection('', 'sending', text('sending', 0.5));
		page = withSection(page, 'verify', text('verify', 0.6));
		page = withSection(page, 'sending', text('sending', 0.7));
		expect(page.match(/^# .*$/gm)).toEqual(['# Benchmarks']);
		expect(page.match(/^## .*$/gm)).toEqual(['## Verifying a signature', '## Sending 1,000 items']);
		expect(page).toContain('0.60 ×');
		expect(page).toContain('0.70 ×');
		expect(page).not.toContain('0.50 ×');
	});
});

it('the quick run needs no n8n and has the parts that do not', () => {
	const quick = Object.entries(CONDITIONS).filter(([, { inN8n }]) => !inN8n);
	expect(quick.map(([name]) => name)).toEqual(['verify', 'seen', 'load']);
});
