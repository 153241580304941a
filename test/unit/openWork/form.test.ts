import type { INodeProperties } from 'n8n-workflow';

import { RETRY_DEFAULTS } from '../../../nodes/OpenWork/api';
import { openWorkTriggerProperties } from '../../../nodes/OpenWork/OpenWorkTrigger.description';

it('the form shows the attempts that a webhook asks for where the user sets none', () => {
	const options = openWorkTriggerProperties.find(({ name }) => name === 'options')?.options;
	const shown = Object.fromEntries(
		(options as INodeProperties[]).map((option) => [option.name, option.default]),
	);
	expect(shown).toMatchObject(RETRY_DEFAULTS);
});
