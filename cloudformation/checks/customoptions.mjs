// Custom options: each must be set, and read in .ebextensions.
import { settings } from './options.mjs';
import { walk } from './walk.mjs';

const namespace = 'aws:elasticbeanstalk:customoption';

export function customOptions(files) {
  const set = settings(files).filter((option) => option.namespace === namespace);
  const read = reads(files.ebextensions);
  return [
    ...set.filter(({ name }) => !read.some((one) => one.name === name))
      .map(({ file, name }) => ({ rule: 'customoption_read', text: `${file}: ${name} is never read; the options that are read: ${names(read)}` })),
    ...read.filter(({ name }) => !set.some((one) => one.name === name))
      .map(({ file, name }) => ({ rule: 'customoption_set', text: `${file}: ${name} is never set; the options that are set: ${names(set)}` })),
  ];
}

const names = (all) => [...new Set(all.map(({ name }) => name))].join(', ');

function reads(ebextensions) {
  const found = [];
  walk(ebextensions, (node, [file]) => {
    const option = node['Fn::GetOptionSetting'];
    if (option?.Namespace === namespace) found.push({ file, name: option.OptionName });
  });
  return found;
}
