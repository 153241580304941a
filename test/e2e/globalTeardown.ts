export { tearDownAll as default } from './setup';
