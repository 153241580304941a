import { keyOf, secretProblem } from '../../../nodes/shared/signature/keys';
import { github, standardWebhooks, stripe } from '../../../nodes/shared/signature/schemes';
import { signMessage, verifyMessage } from '../../support/signed';

const bytes = (count: number) => Buffer.alloc(count, 9).toString('base64');
const message = { body: Buffer.from('{}'), id: 'msg_1', timestamp: '1700000000' };

describe('secretProblem', () => {
	it.each([
		[github, 'any text', 'verify'],
		[github, `whsk_${bytes(32)}`, 'verify'],
		[stripe, 'whsec_what_is_no_base64', 'verify'],
		[standardWebhooks, `whsec_${bytes(24)}`, 'verify'],
		[standardWebhooks, bytes(24), 'sign'],
		[standardWebhooks, `whpk_${bytes(32)}`, 'verify'],
		[standardWebhooks, `whsk_${bytes(64)}`, 'sign'],
	] as const)('finds none by %o in a secret that fits', (scheme, secret, use) =>
		expect(secretProblem(scheme, secret, use)).toBeUndefined(),
	);

	it.each([
		[github, ' ', 'verify', /empty/],
		[standardWebhooks, '', 'sign', /empty/],
		[standardWebhooks, 'whsec_', 'sign', /whsec_ and the Base64/],
		[standardWebhooks, 'no Base64!', 'verify', /whsec_ and the Base64/],
		[standardWebhooks, `whpk_${bytes(32)}`, 'sign', /public key, which cannot sign/],
		[standardWebhooks, `whsk_${bytes(32)}`, 'verify', /private key/],
		[standardWebhooks, 'whsk_AAAA', 'sign', /32 or 64 bytes/],
	] as const)('says what keeps %o from %j: to %s', (scheme, secret, use, problem) =>
		expect(secretProblem(scheme, secret, use)).toMatch(problem),
	);
});

describe('keys that are kept', () => {
	it('belong to the whole text of a secret and to the kind of its scheme', () => {
		const secret = `whsec_${bytes(24)}`;
		expect(keyOf(github.forms[0], secret)).toBe(keyOf(stripe.forms[0], secret));
		expect(keyOf(github.forms[0], secret)).not.toBe(keyOf(standardWebhooks.forms[0], secret));
		const header = signMessage(standardWebhooks, secret, message);
		const others = Array.from({ length: 1000 }, (_, n) => `whsec_${bytes(24 + n)}`);
		for (const other of others.slice(1)) {
			expect(verifyMessage(standardWebhooks, [other], message, header)).toBe('mismatch');
		}
		expect(verifyMessage(standardWebhooks, [secret], message, header)).toBeUndefined();
	});

	it('hold nothing of a request: another body, time or id is another signature', () => {
		const secret = `whsec_${bytes(24)}`;
		const header = signMessage(standardWebhooks, secret, message);
		for (const change of [{ body: Buffer.from('[]') }, { id: 'x' }, { timestamp: '1' }]) {
			expect(verifyMessage(standardWebhooks, [secret], message, header)).toBeUndefined();
			expect(verifyMessage(standardWebhooks, [secret], { ...message, ...change }, header)).toBe(
				'mismatch',
			);
		}
	});
});
