// What a page does by script, in one file for the whole site: on a slow network every file that is asked for takes from the pictures,
// and who reads a second page has it.
import { readAloud } from './aloud.ts';
import './display.ts';
import '../offline/install.ts';
import '../offline/register.ts';

const aids = document.querySelector<HTMLElement>('.aids');
if (aids) readAloud(aids);
