import { startServices } from 'cli/services.ts';
import { runService } from 'lib/service.ts';

await runService('services', (runtime) => startServices(runtime));
