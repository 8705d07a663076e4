// What stands in [data-item] is searched: words without case or accents, all of them to be found.
// A select[data-by] keeps the items with that value; "/" goes to the search, Escape empties it.
const field=document.querySelector('input[type=search]'),count=document.querySelector('output');
const plain=text=>text.normalize('NFD').replace(/\p{M}/gu,'').toLowerCase();
const items=[...document.querySelectorAll('[data-item]')];
const groups=[...document.querySelectorAll('[data-group]')];
const filters=[...document.querySelectorAll('select[data-by]')];
let texts;
function read(){
  // A group's head is found in each of its items. Once, and not before somebody searches.
  const heads=new Map(groups.map(group=>{
    const head=group.querySelector('[data-head]');
    return [group,head?head.textContent+' ':''];
  }));
  texts=items.map(node=>plain((heads.get(node.closest('[data-group]'))??'')+node.textContent));
}
function show(){
  const words=plain(field.value).split(/\s+/).filter(Boolean);
  const asked=filters.filter(each=>each.value).map(each=>[each.dataset.by,each.value]);
  if(words.length&&!texts)read();
  let left=0;
  items.forEach((node,number)=>{
    const kept=asked.every(([by,value])=>node.dataset[by]===value)
      &&words.every(word=>texts[number].includes(word));
    if(node.hidden===kept)node.hidden=!kept;
    left+=kept;
  });
  for(const group of groups)group.hidden=!group.querySelector('[data-item]:not([hidden])');
  const some=words.length+asked.length>0;
  if(count)count.textContent=some?`${left} / ${items.length}`:'';
  dispatchEvent(new CustomEvent('shown',{detail:{left,some}}));
}
function clear(){
  field.value='';
  for(const each of filters)each.value='';
  show();
}
if(field){
  document.querySelector('search').hidden=false;
  field.addEventListener('input',show);
  for(const each of filters)each.addEventListener('change',show);
  field.addEventListener('keydown',event=>{if(event.key==='Escape')clear();});
  document.addEventListener('keydown',event=>{
    const writing=event.target.matches('input,select,textarea');
    if(event.key==='/'&&!writing&&!event.ctrlKey&&!event.metaKey&&!event.altKey){
      event.preventDefault();field.focus();
    }
  });
  addEventListener('hashchange',()=>{
    const target=document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if(target&&target.closest('[hidden]')){clear();target.scrollIntoView();}
  });
}
