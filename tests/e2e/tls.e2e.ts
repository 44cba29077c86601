import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runLab } from '../support/command.ts';
import { startLabProcess } from '../support/lab-process.ts';

const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

test.skipIf(!hasOpenssl)(
  'the lab starts with a certificate that is made for another name, and its command believes no other one',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lab-tls-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const makePair = (name: string): { TLS_CERT_FILE: string; TLS_KEY_FILE: string } => {
      const [key, certificate] = [join(folder, `${name}.key`), join(folder, `${name}.pem`)];
      const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
      const { status } = spawnSync('openssl', [
        'req',
        '-x509',
        ...curve,
        '-keyout',
        key,
        '-out',
        certificate,
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
      ]);
      expect(status).toBe(0);
      return { TLS_CERT_FILE: certificate, TLS_KEY_FILE: key };
    };
    const [own, other] = [makePair('lab.example'), makePair('other.example')];
    const lab = await startLabProcess(join(folder, 'data'), undefined, own);
    onTestFinished(async () => void (await lab.stop()));
    const env = { LAB_URL: lab.url.replace('http://', 'https://'), LAB_DATA_DIR: join(folder, 'data') };
    expect(await runLab(['status', '--json'], { ...env, ...own })).toMatchObject({ code: 0, stderr: '' });
    expect(await runLab(['status'], { ...env, ...other })).toMatchObject({ code: 1, stderr: expect.stringContaining('No lab answers') });
  },
);
