import '@laurel/widgets/laurel.css';
import '@laurel/widgets/define';
import './page.css';
import { start } from '@laurel/widgets/start';
import { createApp } from 'vue';
import App from './App.vue';

createApp(App).mount('#root');
// After the elements are on the page, so that one request fills them all.
start({
  origin: import.meta.env.VITE_LAUREL_ORIGIN,
  program: import.meta.env.VITE_LAUREL_PROGRAM,
  token: '/laurel/token',
});
