import { contactBooks, organizations, sharedLabels, teams, users } from '../collections';
import { optionsOf } from './options';
import { searchOf } from './search';

/** For pickers, by the names that the fields use. */
export const listSearch = {
	searchContactBooks: searchOf(contactBooks),
	searchOrganizations: searchOf(organizations),
	searchSharedLabels: searchOf(sharedLabels),
	searchTeams: searchOf(teams),
	searchUsers: searchOf(users),
};

/** For fields in which several can be chosen. */
export const loadOptions = {
	getSharedLabels: optionsOf(sharedLabels),
	getUsers: optionsOf(users),
};
