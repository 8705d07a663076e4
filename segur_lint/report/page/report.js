// The theme, what is folded, and how many findings of each group are left by the filters.
const byId=name=>document.getElementById(name),root=document.documentElement;
const theme=byId('theme'),dark=matchMedia('(prefers-color-scheme: dark)');
function isDark(){return root.dataset.theme?root.dataset.theme==='dark':dark.matches;}
function say(){theme.setAttribute('aria-pressed',String(isDark()));}
theme.hidden=false;say();
theme.addEventListener('click',()=>{root.dataset.theme=isDark()?'light':'dark';say();});
dark.addEventListener('change',say);

const folded=[...document.querySelectorAll('details')];
function unfold(target){
  for(let each=target&&target.closest('details');each;each=each.parentElement.closest('details'))each.open=true;
}
function follow(){
  const target=byId(decodeURIComponent(location.hash.slice(1)));
  if(target){unfold(target);target.scrollIntoView();}
}
addEventListener('hashchange',follow);
if(location.hash)follow();
// A printer has no hand to unfold with.
let shut=[];
addEventListener('beforeprint',()=>{
  shut=folded.filter(each=>!each.open);
  for(const each of shut)each.open=true;
});
addEventListener('afterprint',()=>{for(const each of shut)each.open=false;});

if(field){
  const FEW=20,numbers=new Map();
  for(const group of groups){
    const told=group.querySelector('[data-count]');
    numbers.set(group,{told,all:told.textContent,items:[...group.querySelectorAll('[data-item]')]});
  }
  byId('open').addEventListener('click',()=>{for(const each of groups)each.open=true;});
  byId('close').addEventListener('click',()=>{for(const each of groups)each.open=false;});
  byId('clear').addEventListener('click',()=>{clear();field.focus();});
  addEventListener('shown',({detail:{left,some}})=>{
    byId('clear').disabled=!some;
    document.querySelector('.nothing').hidden=left>0;
    for(const [group,{told,all,items}] of numbers){
      const kept=some?items.filter(each=>!each.hidden).length:items.length;
      told.textContent=kept<items.length?`${kept} / ${all}`:all;
      if(some&&left<=FEW&&kept)group.open=true;
    }
  });
}

// The cell of a unit leads to its findings.
function lead(cell){
  if(field){
    clear();
    for(const each of filters){
      if(each.dataset.by==='unit')each.value=cell.dataset.cell;
      if(each.dataset.by==='file')each.value=cell.dataset.of;
    }
    show();
  }
  const target=byId('constats');
  target.tabIndex=-1;target.focus({preventScroll:true});target.scrollIntoView();
}
// The cells of a file are one stop of the keyboard, from which arrows lead to the others.
const STEPS={ArrowRight:1,ArrowDown:1,ArrowLeft:-1,ArrowUp:-1};
for(const figure of document.querySelectorAll('.by-unit figure')){
  const cells=[...figure.querySelectorAll('[data-cell]')];
  cells.forEach((cell,at)=>{
    cell.closest('.row').setAttribute('role','group');
    cell.setAttribute('role','button');
    cell.setAttribute('tabindex',at?-1:0);
    cell.addEventListener('click',()=>lead(cell));
    cell.addEventListener('keydown',event=>{
      const next=cells[at+(STEPS[event.key]??0)]??cell;
      if(event.key==='Enter'||event.key===' ')lead(cell);
      else if(next!==cell){cell.setAttribute('tabindex',-1);next.setAttribute('tabindex',0);next.focus();}
      else if(!STEPS[event.key])return;
      event.preventDefault();
    });
  });
}
