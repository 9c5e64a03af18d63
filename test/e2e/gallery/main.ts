import { mount } from 'svelte';
import '../../../web/src/styles/fonts.css';
import '../../../web/src/styles/tokens.css';
import '../../../web/src/styles/base.css';
import '../../../web/src/styles/page.css';
import '../../../web/src/styles/tables.css';
import '../../../web/src/styles/media.css';
import '../../../web/src/styles/print.css';
import Gallery from './Gallery.svelte';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element with the id "app".');
mount(Gallery, { target });
