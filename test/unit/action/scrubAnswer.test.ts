import { scrubAnswer } from '../../../nodes/shared/lib/scrub';

const SECRET = 'a-secret-of-mine';

describe('an answer that repeats something confidential', () => {
	it('is given without it, wherever it stands', () => {
		const answer = { secret: SECRET, list: [{ url: `https://a/?token=${SECRET}` }, 1, null, true] };
		expect(scrubAnswer(answer, [SECRET])).toEqual({
			secret: '***',
			list: [{ url: 'https://a/?token=***' }, 1, null, true],
		});
	});

	it('is left alone when nothing is confidential', () => {
		const answer = { id: 1 };
		expect(scrubAnswer(answer)).toBe(answer);
	});
});
