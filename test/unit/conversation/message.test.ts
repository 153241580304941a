import type { ZodType } from 'zod';

import type * as MessageModule from '../../../nodes/Conversation/message';
import { problemsOf } from '../../../nodes/shared/receive/checks';
import { conversationPayload as fixture } from '../../fixtures';
import { describeUnderZod } from '../../support/zodVersions';

type Fields = Record<string, unknown>;

/** The documented payload with other fields in `data`; undefined leaves a field out, as JSON does. */
const withData = (fields: Fields) => copy({ ...fixture(), data: { ...fixture().data, ...fields } });
const withTop = (fields: Fields) => copy({ ...fixture(), ...fields });
const copy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

describeUnderZod(
	async () => await import('../../../nodes/Conversation/message'),
	(loaded: () => typeof MessageModule, version) => {
		const schema = (): ZodType => loaded().conversationPayload;
		const paths = (body: unknown) => problemsOf(schema(), body).map(({ path }) => path);

		it('is made with that version', () => {
			expect('_zod' in schema()).toBe(version === 4);
		});

		it.each(['message', 'processed_message', 'media_message'] as const)(
			'accepts the documented payload (%s)',
			(name) => {
				expect(paths(fixture(name))).toEqual([]);
			},
		);

		it('keeps unknown keys at every level', () => {
			const body = {
				...(withData({ later: 1, metadata: { order: { id: 'A-1001' } } }) as Fields),
				later: { x: 1 },
			};
			expect(schema().parse(body)).toEqual(body);
		});

		it.each([
			'content',
			'filename',
			'channel',
			'metadata',
			'created_by',
			'updated_by',
			'created_at',
			'updated_at',
		])('accepts a message without %s, and none in which it is of another kind', (field) => {
			expect(paths(withData({ [field]: undefined }))).toEqual([]);
			expect(paths(withData({ [field]: null }))).toEqual([]);
			expect(paths(withData({ [field]: 7 }))).toEqual([`data.${field}`]);
		});

		it.each(['id', 'content_type', 'type', 'status'])('needs data.%s', (field) => {
			for (const value of [undefined, null, 7, '']) {
				expect(paths(withData({ [field]: value }))).toEqual([`data.${field}`]);
			}
		});

		it.each(['conversation_id', 'data', 'timestamp'])('needs %s', (field) => {
			expect(paths(withTop({ [field]: undefined }))).toEqual([field]);
			expect(paths(withTop({ [field]: 7 }))).toEqual([field]);
		});

		it.each([
			['content_type', ['TEXT', 'IMAGE', 'VIDEO', 'DOCUMENT', 'AUDIO']],
			['type', ['USER_INPUT', 'SYSTEM', 'BOT']],
			['channel', ['API', 'WHATSAPP', 'SMS']],
			['status', ['RECEIVED', 'PROCESSED', 'FAILED']],
		])('takes the documented values of data.%s, in any case, and others', (field, values) => {
			for (const value of [...values, 'OTHER', String(values[0]).toLowerCase()]) {
				expect(paths(withData({ [field]: value }))).toEqual([]);
			}
		});

		it('takes a content type that is a media type', () => {
			expect(paths(withData({ content_type: 'application/pdf' }))).toEqual([]);
		});

		it('takes any id', () => {
			for (const id of [
				'0d9bab85a74f4ece91420f9b9f36ff92',
				'0D9BAB85-A74F-4ECE-9142-0F9B9F36FF92',
				'00000000-0000-0000-0000-000000000000',
				'ffffffff-ffff-ffff-ffff-ffffffffffff',
				'uuid-string',
			]) {
				expect(paths(withTop({ conversation_id: id }))).toEqual([]);
				expect(paths(withData({ id }))).toEqual([]);
			}
		});

		it('takes times with and without an offset', () => {
			for (const timestamp of [
				'2024-03-21T10:00:00Z',
				'2024-03-21T10:00:00.000Z',
				'2024-03-21T12:00:00+02:00',
				'2024-03-21T10:00:00',
				'2024-03-21T10:00:00.123456',
				'2024-03-21T12:00:00+0200',
			]) {
				expect(paths(withTop({ timestamp }))).toEqual([]);
			}
			for (const timestamp of ['', 'yesterday', '2024-13-21T10:00:00Z']) {
				expect(paths(withTop({ timestamp }))).toEqual(['timestamp']);
			}
		});

		it('takes what the document’s own generator of test payloads makes', () => {
			expect(paths(withData({ created_by: undefined, updated_by: undefined }))).toEqual([]);
		});

		it.each([[null], [[]], ['text'], [7]])('refuses %j', (body) => {
			expect(paths(body)).toEqual(['']);
		});

		it('takes metadata that is an object, and no other', () => {
			expect(paths(withData({ metadata: {} }))).toEqual([]);
			for (const metadata of ['{}', [], 7]) {
				expect(paths(withData({ metadata }))).toEqual(['data.metadata']);
			}
		});
	},
);
