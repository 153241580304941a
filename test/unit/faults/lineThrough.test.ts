import { lineThrough } from '../../faults/memory';

describe('the line through what was measured', () => {
	it('has the slope of a line, and nothing off it', () => {
		const { perStep, spread } = lineThrough([1, 3, 5, 7]);
		expect(perStep).toBeCloseTo(2);
		expect(spread).toBeCloseTo(0);
	});

	it('tells noise from growth', () => {
		const { perStep, spread } = lineThrough([10, 12, 10, 12, 10]);
		expect(perStep).toBeCloseTo(0);
		expect(spread).toBeCloseTo(1.2);
	});

	it('is flat through one value', () => {
		expect(lineThrough([4])).toEqual({ perStep: 0, spread: 0 });
	});
});
