import { retryFields as fieldsWith } from '../../shared/deliver/settings/retryFields';

const schedules = [
	{
		name: 'Conversation API Schedule',
		value: 'conversation',
		description: 'After 4, 8 and 10 seconds',
	},
	{
		name: 'Missive Schedule',
		value: 'missive',
		description: '5 retries within 8 minutes: after 15, 30, 60, 120 and 240 seconds',
	},
	{
		name: 'OpenWork Schedule',
		value: 'openWork',
		description: 'After 1 minute, 5 minutes, 30 minutes and 2 hours',
	},
];

export const sendRetryFields = fieldsWith(schedules, 'Long Waits says where the item is meanwhile');
