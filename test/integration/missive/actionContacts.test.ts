import { BOOK, MissiveDesk, picked } from './actionSetup';

let desk: MissiveDesk;
beforeEach(async () => {
	desk = await MissiveDesk.open();
});
afterEach(async () => await desk.close());

const contactBook = picked(BOOK);

describe('Contact: Create', () => {
	it('is sent as the documentation shows it', async () => {
		const [contact] = await desk.run(['contact', 'create'], {
			contactBook,
			fields: { firstName: 'Philippe', lastName: 'Lehoux', starred: true },
			infos: {
				details: [
					{ kind: 'phone_number', label: 'mobile', value: '+1 518 777-7777', customLabel: '' },
					{ kind: 'facebook', label: 'other', customLabel: 'old', value: 'Phil' },
				],
				addresses: [{ street: '123 Fake Street', poBox: 'PO#12345', city: '', label: 'work' }],
			},
			memberships: {
				values: [
					{ kind: 'group', name: 'VIPs', title: '' },
					{ kind: 'organization', name: 'Missive', title: 'CEO', location: 'Quebec City' },
				],
			},
		});
		expect(desk.vendor.requests.at(-1)).toMatchObject({ method: 'POST', path: '/v1/contacts' });
		const sent = {
			contact_book: BOOK,
			first_name: 'Philippe',
			last_name: 'Lehoux',
			starred: true,
			infos: [
				{ kind: 'phone_number', label: 'mobile', value: '+1 518 777-7777' },
				{ kind: 'facebook', label: 'other', custom_label: 'old', name: 'Phil' },
				{
					kind: 'physical_address',
					label: 'work',
					street: '123 Fake Street',
					po_box: 'PO#12345',
				},
			],
			memberships: [
				{ group: { kind: 'group', name: 'VIPs' } },
				{ title: 'CEO', location: 'Quebec City', group: { kind: 'organization', name: 'Missive' } },
			],
		};
		expect(desk.sent).toEqual({ contacts: [sent] });
		expect(contact).toMatchObject({ ...sent, id: desk.api.account.contacts[0]?.id });
	});

	it('needs a contact book', async () => {
		await expect(desk.run(['contact', 'create'], { contactBook: picked('') })).rejects.toThrow(
			'Contact Book is empty',
		);
	});
});

describe('a contact that exists', () => {
	let contactId: string;
	beforeEach(async () => {
		const [contact] = await desk.run(['contact', 'create'], {
			contactBook,
			fields: { firstName: 'Sam', lastName: 'Gamgee', notes: 'Gardener' },
		});
		contactId = String(contact?.id);
	});

	it('is found', async () => {
		expect(await desk.run(['contact', 'get'], { contactId })).toMatchObject([
			{ notes: 'Gardener' },
		]);
		expect(await desk.run(['contact', 'get'], { contactId, simplify: true })).toEqual([
			{
				id: contactId,
				first_name: 'Sam',
				last_name: 'Gamgee',
				contact_book: BOOK,
				modified_at: Date.UTC(2026, 0, 1) / 1000,
			},
		]);
	});

	it('is updated where the user wants it', async () => {
		const infos = { details: [{ kind: 'email', label: 'home', value: 'sam@fellowship.org' }] };
		const updateFields = { nickname: 'Samwise', contactBook };
		const [contact] = await desk.run(['contact', 'update'], { contactId, updateFields, infos });
		expect(desk.vendor.requests.at(-1)).toMatchObject({
			method: 'PATCH',
			path: `/v1/contacts/${contactId}`,
		});
		expect(desk.sent).toEqual({
			contacts: [
				{
					id: contactId,
					contact_book: BOOK,
					nickname: 'Samwise',
					infos: [{ kind: 'email', label: 'home', value: 'sam@fellowship.org' }],
				},
			],
		});
		expect(contact).toMatchObject({ first_name: 'Sam', nickname: 'Samwise' });
	});

	it('is not updated with nothing', async () => {
		await expect(desk.run(['contact', 'update'], { contactId })).rejects.toThrow(
			'There is nothing to update',
		);
	});
});

describe('Contact: Get Many', () => {
	it('asks for what the user filters by', async () => {
		await desk.run(['contact', 'getAll'], {
			contactBook,
			limit: 7,
			filters: {
				search: 'sam',
				order: 'last_modified',
				includeDeleted: true,
				modifiedSince: '2019-04-24T20:29:09Z',
			},
		});
		expect(Object.fromEntries(desk.vendor.requests[0]?.query ?? [])).toEqual({
			contact_book: BOOK,
			search: 'sam',
			order: 'last_modified',
			include_deleted: 'true',
			modified_since: '1556137749',
			limit: '7',
			offset: '0',
		});
	});

	it('returns all, 200 at a time', async () => {
		await desk.close();
		const contacts = Array.from({ length: 401 }, (_, index) => ({
			id: `contact-${index}`,
			last_name: String(index).padStart(3, '0'),
			contact_book: BOOK,
			modified_at: 1,
		}));
		desk = await MissiveDesk.open({ account: { contacts } });
		const found = await desk.run(['contact', 'getAll'], { contactBook, returnAll: true });
		expect(found).toHaveLength(401);
		expect(desk.urls.map((url) => new URL(url, 'http://a').searchParams.get('offset'))).toEqual([
			'0',
			'200',
			'400',
		]);
	});
});
