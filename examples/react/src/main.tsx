import '@laurel/widgets/laurel.css';
import '@laurel/widgets/define';
import './page.css';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';

createRoot(document.querySelector('#root') as HTMLElement).render(<App />);
