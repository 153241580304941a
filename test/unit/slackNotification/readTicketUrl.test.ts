import { readTicketUrl } from '../../../nodes/SlackNotification/event';

describe('the option Ticket URL', () => {
	it.each([
		'https://support.example.com/tickets/{id}',
		'https://support.example.com/?n={ticket_number}&id={id}',
		'http://127.0.0.1:3000/{id}',
		'https://{id}.support.example.com/',
		'https://support.example.com/tickets',
	])('takes %s', (url) => {
		expect(readTicketUrl(` ${url} `)).toBe(url);
	});

	it.each([undefined, null, '', ' ', 7])('%j is none', (given) => {
		expect(readTicketUrl(given)).toBe('');
	});

	it.each([
		'support.example.com/{id}',
		'javascript:alert({id})',
		'https://support.example.com/{number}',
		'https://support.example.com/{}',
	])('refuses %s', (url) => {
		expect(() => readTicketUrl(url)).toThrow('Ticket URL is not valid');
	});
});
