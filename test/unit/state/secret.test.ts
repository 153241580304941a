import { accountOf, deriveSecret, ownerOf } from '../../../nodes/shared/state/secret';

const TOKEN = 'missive_pat-token';
const TRIGGER = { instanceId: 'instance', workflowId: 'workflow', nodeId: 'node' };
const OTHERS = [
	{ ...TRIGGER, instanceId: 'other' },
	{ ...TRIGGER, workflowId: 'other' },
	{ ...TRIGGER, nodeId: 'other' },
	// What is joined without a separator would be the same.
	{ instanceId: 'instance', workflowId: 'workflown', nodeId: 'ode' },
];

describe("a trigger's own secret", () => {
	it('is the same each time, also in another version of this package', () =>
		expect(deriveSecret(TOKEN, TRIGGER, 'production')).toBe(
			'5aa9347589dd715786f330f00a9e0a4a332de368c4c82b24b52e4e2f8c7c0638',
		));

	it('is 32 bytes as hex digits', () =>
		expect(deriveSecret(TOKEN, TRIGGER, 'test')).toMatch(/^[0-9a-f]{64}$/));

	it('differs by token, instance, workflow, node and mode', () => {
		const secrets = [
			deriveSecret(TOKEN, TRIGGER, 'production'),
			deriveSecret(TOKEN, TRIGGER, 'test'),
			deriveSecret('other', TRIGGER, 'production'),
			...OTHERS.map((other) => deriveSecret(TOKEN, other, 'production')),
		];
		expect(new Set(secrets).size).toBe(secrets.length);
	});

	it('cannot be made without a token: everybody could', () =>
		expect(deriveSecret('', TRIGGER, 'production')).toBeUndefined());
});

describe('an owner', () => {
	it('is the same for the same trigger and no other', () => {
		const owners = [TRIGGER, ...OTHERS].map(ownerOf);
		expect(new Set(owners).size).toBe(owners.length);
		expect(ownerOf({ ...TRIGGER })).toBe(owners[0]);
	});
});

describe('an account', () => {
	it('is told apart from others by a short name that holds nothing of the token', () => {
		expect(accountOf(TOKEN)).toMatch(/^[\w-]{12}$/);
		expect(accountOf(TOKEN)).toBe(accountOf(TOKEN));
		expect(accountOf(TOKEN)).not.toBe(accountOf('other'));
	});
});
