export { setUpAll as default } from './setup';
