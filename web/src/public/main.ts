import { mount } from 'svelte';
import '../styles/fonts.css';
import '../styles/tokens.css';
import '../styles/base.css';
import '../styles/page.css';
import '../styles/questions.css';
import '../styles/media.css';
import Public from './Public.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('apply/index.html has no element with the id "app".');
mount(Public, { target });
