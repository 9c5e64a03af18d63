import { mount } from 'svelte';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import './styles/page.css';
import './styles/tables.css';
import './styles/media.css';
import './styles/print.css';
import App from './app/App.svelte';
import { forgetNobodysPolicies } from './session/kept-policies.ts';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');
forgetNobodysPolicies();
mount(App, { target });
