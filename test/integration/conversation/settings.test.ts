import { type ConversationPair, startPair } from './setup';

let pair: ConversationPair;
beforeEach(async () => {
	pair = await startPair();
});
afterEach(async () => await pair.close());

describe('settings that could not work are refused on activation', () => {
	afterEach(() => expect(pair.vendor.requests).toEqual([]));
	const activate = async () => await pair.host.activate();

	it.each([[''], ['  ']])('no Workflow ID (%j)', async (workflowId) => {
		pair.set({ useCase: 'WORKFLOW_EXECUTION', workflowId });
		await expect(activate()).rejects.toThrow('Enter the Workflow ID');
	});

	it.each([['[]'], ['7'], ['null'], ['{'], ['text']])('metadata %s', async (metadata) => {
		pair.set({ additionalFields: { metadata } });
		await expect(activate()).rejects.toThrow('The Metadata has to be a JSON object');
	});

	it.each([
		[undefined, 'holds no Callback Token'],
		['', 'holds no Callback Token'],
		['fifteen letters', 'holds too short a Callback Token'],
	])('registration by hand with the callback token %j', async (token, problem) => {
		if (token !== undefined) pair.filled.api.callbackToken = token;
		pair.set({ registration: 'manual' });
		await expect(activate()).rejects.toThrow(`The Conversation API credential ${problem}`);
	});

	it.each([[''], [' '], ['X Signature'], ['X-Signature:']])(
		'a required signature in the header %j',
		async (signatureHeader) => {
			pair.filled.signing.secret = 'signing-secret';
			pair.set({ requireSignature: true, signatureHeader });
			await expect(activate()).rejects.toThrow('is not the name of a header');
		},
	);

	it.each([[undefined], [''], [' \n']])(
		'a required signature with the secret %j',
		async (secret) => {
			if (secret !== undefined) pair.filled.signing.secret = secret;
			pair.filled.signing.previousSecret = 'signing-secret';
			pair.set({ requireSignature: true });
			await expect(activate()).rejects.toThrow(
				'The Webhook Signing Secret has no secret. Open the credential and enter',
			);
		},
	);

	it('and registration by hand needs nothing of the vendor', async () => {
		pair.filled.api.callbackToken = 'sixteen letters.';
		pair.set({ registration: 'manual', useCase: 'WORKFLOW_EXECUTION' });
		await activate();
		await pair.host.deactivate();
		expect(pair.host.stored).toEqual({});
	});
});
